"""Reading gazetteers of others into one's own: GeoNames, Who's On First, polygons of areas.

`bring_in` tells the formats apart, keeps what holds, counts and reports what does not, line by line, and moves the new
gazetteer into place only when it is whole.
"""

from gawah.resolve.importers.bring import bring_in
from gawah.resolve.importers.fetch import fetch_country
from gawah.resolve.importers.report import Report

__all__ = ["Report", "bring_in", "fetch_country"]
