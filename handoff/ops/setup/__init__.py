"""Set-up, second half (the first is requirements/setup.sh): environments, Node, web builds, model.

Standard library only: it runs on a bare Python 3.13 before anything is installed.
"""
