"""`python -m handoff chat`: talk to the product from a terminal, over the same HTTP API as the widget."""
