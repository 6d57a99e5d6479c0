"""Sexual-violence risk assessments and safety plans: schools write them, the Education MASH assures them.

Source: safety-plan specification; review 2017-2019, 2.26 k-m, 2.27 b-e, 2.30 g, 3.1 c.
"""
