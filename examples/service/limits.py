"""How large, how long, how many; nothing of the service is imported."""

from attrs import frozen

__all__ = ["Limits"]


@frozen(kw_only=True)
class Limits:
    """What one process takes on; beyond it there is a refusal, not a queue."""

    most_bytes: int = 256 * 1024
    """Bytes of a body; a profile has a few thousand."""
    seconds_to_read: float = 10.0
    """For a body to arrive."""
    seconds_to_compute: float = 10.0
    """From a request's turn in the queue to its answer."""
    seconds_to_upgrade: float = 120.0
    """The same where all businesses of a tenant are assessed again."""
    workers: int = 2
    """Threads that compute; about as many as there are cores."""
    waiting: int = 32
    """Requests that may wait for a thread."""
