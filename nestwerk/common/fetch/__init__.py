"""A client for foreign addresses: what somebody typed is opened, or refused, without harm to this house.

The one way to open an address that a user gave (link checks, feeds). In short: only http and https on the usual
ports, only public addresses, each redirect checked anew, the connection goes to exactly the address that was checked,
and time, bytes and headers have limits. No cookies, no passwords, no proxy from the environment.

Two limits to know: a server that reaches the world only through a proxy cannot use it, and whoever runs services
for the house alone on *public* addresses has to protect these by other means.
"""

from .client import Client
from .result import Limits, Result, Trouble

__all__ = ["Client", "Limits", "Result", "Trouble"]
