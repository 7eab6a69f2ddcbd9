"""The graph into a database: what is new or changed is sent, what is gone is removed there, the rest is left alone.

Refuses to overwrite or delete a statement that it did not put there itself.
"""

from kg.push.destination import Destination, Pushed
from kg.push.targets import push

__all__ = ["Destination", "Pushed", "push"]
