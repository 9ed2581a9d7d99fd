"""Releases: named, frozen, reproducible sets of files, with what must not go out left out and told.

`profile` says what may go out, `clearing` makes an account that holds no more than that, `making` writes it in every format,
searches the files for what is protected, and seals them with a manifest.
"""

from gawah.publish.release.asking import order_for, release_before
from gawah.publish.release.making import Made, Order, make, preflight
from gawah.publish.release.names import Protected
from gawah.publish.release.profile import Profile, profile_named, profile_names
from gawah.publish.release.sealed import MANIFEST, Sealed, proper_name, releases_in

__all__ = [
    "MANIFEST",
    "Made",
    "Order",
    "Profile",
    "Protected",
    "Sealed",
    "make",
    "order_for",
    "preflight",
    "profile_named",
    "profile_names",
    "proper_name",
    "release_before",
    "releases_in",
]
