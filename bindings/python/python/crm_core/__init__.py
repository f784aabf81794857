"""The call-centre CRM that others embed, for scripts, notebooks and services.

>>> import crm_core
>>> office = crm_core.open("sqlite::memory:").system("readme")
>>> office.cities.create("Омск", "Asia/Omsk").name
'Омск'

An office is opened by :func:`open`; whoever works in it is a :class:`Session`: a part of the program (:meth:`Crm.system`), or a
user (:meth:`Crm.sign_in`, :meth:`Crm.bearer`, :meth:`Crm.operator`). :func:`open_async` gives the same for ``asyncio``.
"""

from __future__ import annotations

from . import codes as codes
from . import errors as errors
from ._crm import *
from ._crm import __version__ as __version__
from .aio import *
from .codes import *
from .errors import *
