"""The annual figures of fair access, as a page and as a spreadsheet (School Admissions Code 2021, 3.30)."""
