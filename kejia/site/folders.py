"""Where the project's files lie; loads nothing, so that the command line may ask too."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds law/, locale/ and kejia/."""

VAR = Path(os.environ.get("KEJIA_VAR", ROOT / "var")).absolute()
"""Everything that running the program writes: data, secret, collected files, logs."""

FRONT = ROOT / "kejia" / "wings" / "static" / "dist"
"""Styles and scripts as the front-end build leaves them."""

LOCALE = ROOT / "locale"
