"""
Work on what strangers wrote, done in processes of its own with limits of time and memory.

A file is opened by libraries that were not made for malice, and read by expressions; whatever it
does to them, it does to a process that holds no store, may write no file and open no connection,
and is ended when it takes too long. Processes are kept and used again, so that an ordinary file
waits for none to start.
"""

from newsfigures.apart.pool import Pool
from newsfigures.apart.worker import here

# More at once would not be faster on small machines; the next file waits its turn.
_pool = Pool(most=2)
call = _pool.call
warm = _pool.warm
close = _pool.close

__all__ = ["call", "close", "here", "warm"]
