"""Substitutions as pages: for oneself, by the coordination for anybody, and what one then sees."""

import pytest

from tests.web.conftest import COORDINATOR, MANAGER, STRANGER

JAN = "jan.roth@example.org"


@pytest.fixture
def tom(signed_in, town):
    return signed_in(MANAGER)


def send(visitor, data, path="/vertretungen"):
    form = {"command_id": "0" * 32} | data
    return visitor.send(path, form, token_from="/vertretungen")


def days(substitute, since="9.6.2026", until="12.6.2026", **more):
    return {"substitute": str(substitute), "since": since, "until": until} | more


def test_one_names_a_substitute_who_then_finds_the_quartier(tom, signed_in, people):
    jan = signed_in(JAN)
    assert jan.get("/quartiere/talaue").status_code == 404
    assert send(tom, days(people["Jan Roth"])).status_code == 303
    assert jan.get("/quartiere/talaue").status_code == 200
    assert jan.get("/quartiere").location == "/quartiere/talaue"  # the only one there
    assert "Jan Roth" in tom.get("/vertretungen").text


def test_the_collective_report_and_the_days_that_are_over_are_lent_too(
    tom, signed_in, people, clock
):
    jan = signed_in(JAN)
    assert "Talaue" not in jan.get("/quartiere/bericht").text
    send(tom, days(people["Jan Roth"]))
    assert "Talaue" in jan.get("/quartiere/bericht").text
    assert "Talaue" in jan.get("/quartiere/bericht.csv").text
    assert "Stand vom 31. Mai" in jan.get("/quartiere/talaue?stand=31.5.2026").text
    clock.pass_by(days=4)
    assert "Talaue" not in jan.get("/quartiere/bericht").text


def test_the_team_page_and_who_can_say_it(tom, signed_in, people):
    send(tom, days(people["Jan Roth"]))
    petra = signed_in(COORDINATOR)
    assert "Vertretung bis 12. Juni: Jan Roth" in petra.get("/quartiere/talaue/team").text
    lena = signed_in("lena.fuchs@example.org")
    page = lena.get("/quartiere/talaue/schritte/leitbild").text
    assert "Tom Brandt (vertreten durch Jan Roth)" in page


def test_before_and_after_the_days_nothing_is_lent(tom, signed_in, people, clock):
    send(tom, days(people["Jan Roth"], since="10.6.2026", until="10.6.2026"))
    found = []
    for _ in range(3):
        found.append(signed_in(JAN).get("/quartiere/talaue").status_code)
        clock.pass_by(days=1)
    assert found == [404, 200, 404]


def test_ending_it_ends_it_at_once(tom, signed_in, people):
    send(tom, days(people["Jan Roth"]))
    jan = signed_in(JAN)
    assert send(tom, {"number": "1"}, "/vertretungen/ende").status_code == 303
    assert jan.get("/quartiere/talaue").status_code == 404


def test_T03_closing_the_account_of_the_person_ends_it_too(tom, signed_in, people, database):
    send(tom, days(people["Jan Roth"]))
    with database.maintain() as connection:
        connection.exec_driver_sql("UPDATE account SET active = 0 WHERE email LIKE 'tom.brandt%'")
    assert signed_in(JAN).get("/quartiere/talaue").status_code == 404


def test_T02_nobody_names_themselves_for_others(signed_in, town, people):
    jan = signed_in(JAN)
    lent = days(people["Jan Roth"], person=str(people["Tom Brandt"]))
    assert send(jan, lent).status_code == 403
    assert jan.get("/quartiere/talaue").status_code == 404


def test_T02_a_substitution_of_others_is_not_ended_by_a_colleague(tom, signed_in, people):
    send(tom, days(people["Jan Roth"]))
    assert (
        send(signed_in("lena.fuchs@example.org"), {"number": "1"}, "/vertretungen/ende").status_code
        == 403
    )


def test_the_coordination_names_for_anybody_and_sees_all(signed_in, town, people):
    petra = signed_in(COORDINATOR)
    lent = days(people["Jan Roth"], person=str(people["Tom Brandt"]))
    assert send(petra, lent).status_code == 303
    assert "Tom Brandt" in petra.get("/vertretungen").text
    assert signed_in(JAN).get("/quartiere/talaue").status_code == 200


@pytest.mark.parametrize("who", ["fremd", "eva", "missing", "oneself"])
def test_T21_only_colleagues_with_an_open_account_can_act(tom, people, who):
    number = {"missing": 9999, "oneself": people["Tom Brandt"]}.get(who) or people[who]
    answer = send(tom, days(number))
    assert answer.status_code == 422
    assert "12.6.2026" in answer.text


@pytest.mark.parametrize(
    ("since", "until"),
    [("12.6.2026", "9.6.2026"), ("1.6.2026", "8.6.2026"), ("9.6.2026", "9.9.2027"), ("", ""),
     ("30.2.2026", "x")],
)  # fmt: skip
def test_W28_days_that_make_no_sense_are_refused_and_stay(tom, people, since, until):
    answer = send(tom, days(people["Jan Roth"], since, until))
    assert answer.status_code == 422
    assert f'value="{until}"' in answer.text


def test_a_neighbour_sees_nothing_of_it(tom, signed_in, people):
    send(tom, days(people["Jan Roth"]))
    html = signed_in(STRANGER).get("/vertretungen").text
    assert "Tom Brandt" not in html
    assert "Jan Roth" not in html
