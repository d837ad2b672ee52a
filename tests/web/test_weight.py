"""6: pages stay light where there is much to show."""

from tests.web.conftest import COORDINATOR

QUARTERS = 60
PORTFOLIO = 200_000


def test_06_the_portfolio_stays_light_with_sixty_quartiere(signed_in, town):
    for number in range(QUARTERS):
        town.begin(f"Am langen Rain {number}")
    visitor = signed_in(COORDINATOR)
    for path in ("/quartiere", "/aufgaben"):
        html = visitor.get(path).text
        assert "Am langen Rain" in html
        assert len(html.encode()) <= PORTFOLIO, path
