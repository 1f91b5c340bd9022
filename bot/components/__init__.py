"""Rasa graph components. Everything learned is kept in the model archive; loading reads no repository file."""
