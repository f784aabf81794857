//! The core's refusals as exceptions of `crm_core.errors`.

use crm_core::kernel::FieldError;
use crm_core::{Error, ErrorKind};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

/// The exception of an error: its class by the error's kind, its `code` the error's.
pub(crate) fn raise(py: Python<'_>, error: &Error) -> PyErr {
    exception(py, error).unwrap_or_else(|failed| failed)
}

/// The exception of an argument that does not hold.
pub(crate) fn bad(py: Python<'_>, finding: FieldError) -> PyErr {
    raise(py, &finding.into())
}

fn class(error: &Error) -> &'static str {
    // The core refuses an unknown city or user as a field that does not hold; for a script it is a look-up that found nothing.
    if error.code().ends_with(".not_found") {
        return "NotFoundError";
    }
    match error.kind() {
        ErrorKind::Malformed => "MalformedError",
        ErrorKind::Unauthenticated => "UnauthenticatedError",
        ErrorKind::Forbidden => "ForbiddenError",
        ErrorKind::NotFound => "NotFoundError",
        ErrorKind::Conflict => "ConflictError",
        ErrorKind::TooLarge => "TooLargeError",
        ErrorKind::Invalid => "InvalidError",
        ErrorKind::TooManyRequests => "TooManyRequestsError",
        ErrorKind::Unavailable => "UnavailableError",
        ErrorKind::Internal => "InternalError",
        // A kind of a later core.
        _ => "CrmError",
    }
}

fn exception(py: Python<'_>, error: &Error) -> PyResult<PyErr> {
    let module = py.import("crm_core.errors")?;
    let field = module.getattr("FieldError")?;
    let fields = error
        .fields()
        .iter()
        .map(|finding| field.call1((finding.field, finding.code, &finding.message)))
        .collect::<PyResult<Vec<_>>>()?;
    let more = PyDict::new(py);
    more.set_item("code", error.code())?;
    more.set_item("fields", PyTuple::new(py, fields)?)?;
    more.set_item("current_version", error.current_version().map(crm_core::kernel::Version::get))?;
    more.set_item("retry_after", error.retry_after())?;
    let raised = module.getattr(class(error))?.call((error.to_string(),), Some(&more))?;
    Ok(PyErr::from_value(raised))
}
