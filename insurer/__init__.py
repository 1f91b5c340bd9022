"""The insurer core as an HTTP API: wire types, client, knowledge, timeline, and a reference server with
demo data."""
