"""The import contracts of pyproject.toml hold: who may know whom."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_every_import_contract_is_kept(monkeypatch, capsys, project_root):
    monkeypatch.chdir(project_root)
    # Without the cache: several workers and the developer's own run would write it at once.
    status = lint_imports(no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out
