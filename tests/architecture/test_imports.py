"""The import contracts of pyproject.toml hold: who may know whom."""

import subprocess
import sys
from pathlib import Path


def test_every_import_contract_is_kept(project_root):
    # In a process of its own: the linter silences every logger that others look at afterwards.
    # Without the cache: several workers and the developer's own run would write it at once.
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [linter, "--no-cache"], cwd=project_root, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
