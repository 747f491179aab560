"""Finds the browser that the tests drive."""

import os
import shutil

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
"""The same names, in the same order, as tools/browser.sh looks for."""


def find_chromium() -> str | None:
    """The path of a Chromium; KEJIA_CHROMIUM names one of one's own."""
    for name in (os.environ.get("KEJIA_CHROMIUM"), *NAMES):
        if name and (found := shutil.which(name)):
            return found
    return None
