"""Persons are pseudonyms from the moment of reading; names, addresses and numbers are masked in every output."""

from drift.sources.people.looks import is_person_name
from drift.sources.people.people import MASK, People, Person
from drift.sources.people.pseudonyms import number_persons

__all__ = ["MASK", "People", "Person", "is_person_name", "number_persons"]
