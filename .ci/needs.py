"""Runs a script again with the Python packages it needs, in a place of their own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / "target/venv"
NEEDED = ["pyte==0.8.2", "pillow==12.0.0"]

if Path(sys.prefix) != VENV:
    if not (VENV / "complete").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
        subprocess.run([VENV / "bin/pip", "install", "--quiet", "--disable-pip-version-check", *NEEDED], check=True)
        (VENV / "complete").touch()
    os.execv(VENV / "bin/python", [VENV / "bin/python", "-B", *sys.argv])
