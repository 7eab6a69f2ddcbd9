"""The room of the questions that people have: words in, the SPARQL that they come to, rows out. It changes nothing."""

from kg.asking.answering import Answer, Value, ask, find_question
from kg.asking.canned import CannedQuestion, canned_questions
from kg.asking.question import Kind, Parameter, Question
from kg.asking.table import QUESTIONS

__all__ = [
    "QUESTIONS",
    "Answer",
    "CannedQuestion",
    "Kind",
    "Parameter",
    "Question",
    "Value",
    "ask",
    "canned_questions",
    "find_question",
]
