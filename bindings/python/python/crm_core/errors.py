"""What can go wrong, by what a handler does about it.

Every exception of the library is a :class:`CrmError`. Its ``code`` is stable and the same in every face of the library; its class
says what to do. The message is a sentence for people.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple, Optional, Tuple

__all__ = [
    "ConflictError",
    "CrmError",
    "FieldError",
    "ForbiddenError",
    "InternalError",
    "InvalidError",
    "MalformedError",
    "NotFoundError",
    "TooLargeError",
    "TooManyRequestsError",
    "UnauthenticatedError",
    "UnavailableError",
]


class FieldError(NamedTuple):
    """One field that does not hold."""

    field: str
    """Its wire name, such as ``phoneClient``."""
    code: str
    """A stable code, such as ``phone.bad``; one of :class:`crm_core.codes.FieldCode`."""
    message: str
    """A sentence for people."""


class CrmError(Exception):
    """Anything that the library refuses or fails at."""

    code: str
    """A stable code, such as ``order.slot_full``; one of :class:`crm_core.codes.ErrorCode`."""
    fields: Tuple[FieldError, ...]
    """The fields that do not hold, all at once; empty where none is to blame."""

    def __init__(
        self,
        message: str,
        *,
        code: str = "invalid",
        fields: Tuple[FieldError, ...] = (),
        current_version: Optional[int] = None,
        retry_after: Optional[timedelta] = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.fields = fields
        self._current_version = current_version
        self._retry_after = retry_after

    def __str__(self) -> str:
        return str(self.args[0])

    def __reduce__(self) -> Any:
        return _again, (type(self), self.args[0], self.code, self.fields, self._current_version, self._retry_after)


def _again(
    kind: type,
    message: str,
    code: str,
    fields: Tuple[FieldError, ...],
    current_version: Optional[int],
    retry_after: Optional[timedelta],
) -> Any:
    return kind(message, code=code, fields=fields, current_version=current_version, retry_after=retry_after)


class MalformedError(CrmError, ValueError):
    """It cannot be read at all. Mend the caller."""


class UnauthenticatedError(CrmError):
    """Nobody is signed in, or the proof of it does not hold. Sign in."""


class ForbiddenError(CrmError, PermissionError):
    """Signed in, but not allowed. Asking again does not help."""


class NotFoundError(CrmError, KeyError):
    """There is no such thing, or not for whoever asks."""


class ConflictError(CrmError):
    """The state has moved on, or forbids it. Read anew, then decide."""

    @property
    def current_version(self) -> Optional[int]:
        """The version the row has now, where another version was given."""
        return self._current_version


class TooLargeError(CrmError, ValueError):
    """Larger than is taken."""


class InvalidError(CrmError, ValueError):
    """Readable, but a field does not hold; :attr:`fields` says which."""


class TooManyRequestsError(CrmError):
    """Asked too often. Wait for :attr:`retry_after`."""

    @property
    def retry_after(self) -> Optional[timedelta]:
        """How long to wait."""
        return self._retry_after


class UnavailableError(CrmError):
    """Storage is away or overloaded, or was closed: the same request may succeed later."""

    @property
    def retry_after(self) -> Optional[timedelta]:
        """How long to wait, where that is known."""
        return self._retry_after


class InternalError(CrmError):
    """A defect, or damaged data. Tell somebody."""
