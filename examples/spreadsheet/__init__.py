"""Shops written down in a workbook, assessed, and written back beside their answers.

| module | what it does |
|---|---|
| `cells` | an answer as a cell, and a cell as an answer |
| `opening` | a workbook opened safely |
| `books` | the workbook, questions as rows and shops as columns; faults by their cells |
"""
