"""The clerk: a process beside the server that reads files, computes the account and makes releases, one job at a time.

Whatever is asked of it is a row of the table of jobs before the browser hears that it was taken on; so a job outlives a kill of
the server and of the clerk, and is taken up again.
"""

from __future__ import annotations

from gawah.desk.clerk.beside import beside
from gawah.desk.jobs import nudge

__all__ = ["beside", "nudge"]
