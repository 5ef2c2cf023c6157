"""The questionnaire as a form of Django: one page, no database."""
