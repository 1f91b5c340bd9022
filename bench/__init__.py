"""Speed, measured beside stock Rasa and beside a physical limit in the same run. Nothing here asserts a time."""
