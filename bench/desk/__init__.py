"""Fifty butlers and five thousand cases in a few simulated hours: `python -m bench.desk`."""
