"""Memory that is free and kept by the libraries all the same: given back after what was large."""

import pyarrow as pa


def give_back() -> None:
    """Give free memory back to the system: after a large file half a gigabyte may be kept for the next one."""
    for pool in (pa.default_memory_pool(), pa.system_memory_pool()):  # the second: what numpy and pandas freed
        pool.release_unused()
