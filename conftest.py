"""What all tests share: real servers as fixtures, their order, and the rule that CI skips nothing."""

import os

import pytest

pytest_plugins = ["tests.fixtures_browser", "tests.fixtures_postgres"]

NEEDS_BY_FIXTURE = {"browser": "browser", "browser_page": "browser", "postgres_url": "postgres"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with the servers it asks for, so that `-m "not browser"` never misses one.

    The dearest files come first: handed out last, one of them keeps a single worker busy at the end.
    """
    for item in items:
        for fixture in NEEDS_BY_FIXTURE.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(NEEDS_BY_FIXTURE[fixture])
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run where CI=true and something was skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or os.environ.get("CI") != "true":
        return
    skipped = reporter.stats.get("skipped", [])
    if skipped and session.exitstatus == pytest.ExitCode.OK:
        reporter.ensure_newline()
        reporter.write_line(f"CI=true: {len(skipped)} skipped, nothing may be skipped", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
