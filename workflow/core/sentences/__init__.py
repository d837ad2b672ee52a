"""Sentences for people, made from what the engine knows: German first, English beside it.

Rule: the engine decides with ids and values and never with words; here and nowhere else they become
sentences. Pure: no translation files, no locale, no clock. Both languages are complete, a test
counts them. Definition texts stay in the language they were written in.
"""

from workflow.core.sentences.blockers import blocker_help, blocker_sentence
from workflow.core.sentences.conditions import condition_sentence, gate_condition_sentence
from workflow.core.sentences.have import canonical_text, have_text, limits_text, usual_text
from workflow.core.sentences.language import LANGUAGES, Language
from workflow.core.sentences.places import Place, role_name
from workflow.core.sentences.problems import problem_sentence
from workflow.core.sentences.proofs import due_sentence, evidence_sentence
from workflow.core.sentences.quantities import quantity_sentence
from workflow.core.sentences.values import date_text, money_text, number_text, value_text

__all__ = [
    "LANGUAGES",
    "Language",
    "Place",
    "blocker_help",
    "blocker_sentence",
    "canonical_text",
    "condition_sentence",
    "date_text",
    "due_sentence",
    "evidence_sentence",
    "gate_condition_sentence",
    "have_text",
    "limits_text",
    "money_text",
    "number_text",
    "problem_sentence",
    "quantity_sentence",
    "role_name",
    "usual_text",
    "value_text",
]
