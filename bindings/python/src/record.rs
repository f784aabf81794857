//! The macro that declares a frozen class, and what all of them can do.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

/// Declares a frozen class of Python made from an answer of the core: fields with their documentation, `__repr__`, `__eq__`,
/// `__hash__`, pickling, `to_dict`. The right sides are the core's values, taken apart by the pattern; each goes out by
/// [`Out`](crate::values::Out). What has to be asked of a part before it is taken apart follows the pattern as `name = value`.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $name:ident of $source:ty as ($pattern:pat $(, $asked:ident = $answer:expr)*) {
            $( $(#[$note:meta])* $field:ident: $type:ty = $value:expr, )+
        }
    ) => {
        $(#[$meta])*
        #[pyo3::pyclass(frozen, eq, get_all, from_py_object, module = "crm_core")]
        #[derive(Debug, Clone, PartialEq)]
        pub(crate) struct $name {
            $( $(#[$note])* pub(crate) $field: $type, )+
        }

        impl $crate::values::Out for $source {
            type Out = $name;
            fn out(self) -> $name {
                let $pattern = self;
                $( let $asked = $answer; )*
                $name { $( $field: $crate::values::Out::out($value), )+ }
            }
        }

        #[pyo3::pymethods]
        impl $name {
            #[new]
            fn new($($field: $type),+) -> Self {
                Self { $($field),+ }
            }

            /// Its fields by name; records within it are dicts too.
            fn to_dict<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyDict>> {
                let fields = pyo3::types::PyDict::new(py);
                $( fields.set_item(
                    stringify!($field),
                    $crate::record::plain(pyo3::IntoPyObjectExt::into_bound_py_any(self.$field.clone(), py)?)?,
                )?; )+
                Ok(fields)
            }

            fn __repr__(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<String> {
                let shown = [$((
                    stringify!($field),
                    pyo3::IntoPyObjectExt::into_bound_py_any(self.$field.clone(), py)?,
                )),+];
                $crate::record::shown(stringify!($name), &shown)
            }

            fn __hash__(&self) -> u64 {
                $crate::record::hash(self)
            }

            fn __reduce__<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<(pyo3::Bound<'py, pyo3::types::PyType>, pyo3::Bound<'py, pyo3::types::PyTuple>)> {
                let values = [$(pyo3::IntoPyObjectExt::into_bound_py_any(self.$field.clone(), py)?),+];
                Ok((py.get_type::<Self>(), pyo3::types::PyTuple::new(py, values)?))
            }
        }
    };
}
pub(crate) use record;

/// As `Name(field=value, …)`. A token is not shown, for what is shown is logged; nor the notes of figures, which are a page long.
pub(crate) fn shown(name: &str, fields: &[(&str, Bound<'_, PyAny>)]) -> PyResult<String> {
    let fields = fields.iter().map(|(field, value)| match *field {
        field if field.ends_with("_token") => Ok(format!("{field}='…'")),
        "notes" if value.is_instance_of::<PyDict>() => Ok("notes={…}".to_owned()),
        field => Ok(format!("{field}={}", value.repr()?.to_cow()?)),
    });
    Ok(format!("{name}({})", fields.collect::<PyResult<Vec<_>>>()?.join(", ")))
}

/// A record as a dict, a list of records as a list of dicts, the records within a dict likewise; all else as it is.
pub(crate) fn plain(value: Bound<'_, PyAny>) -> PyResult<Bound<'_, PyAny>> {
    let py = value.py();
    if let Ok(list) = value.cast::<PyList>() {
        let plain = list.iter().map(plain).collect::<PyResult<Vec<_>>>()?;
        return Ok(PyList::new(py, plain)?.into_any());
    }
    if let Ok(pair) = value.cast::<PyTuple>() {
        let plain = pair.iter().map(plain).collect::<PyResult<Vec<_>>>()?;
        return Ok(PyTuple::new(py, plain)?.into_any());
    }
    if let Ok(dict) = value.cast::<PyDict>() {
        let fields = PyDict::new(py);
        for (key, value) in dict.iter() {
            fields.set_item(key, plain(value)?)?;
        }
        return Ok(fields.into_any());
    }
    if !value.hasattr("to_dict")? {
        return Ok(value);
    }
    value.call_method0("to_dict")
}

/// Equal records have equal hashes: what they show is made of what is compared.
pub(crate) fn hash(record: &impl std::fmt::Debug) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    format!("{record:?}").hash(&mut hasher);
    hasher.finish()
}
