"""The monthly audit of casework: sample, questionnaire, findings, report.."""
