"""A reference insurer core: the API of docs/contracts.md section 4 over PostgreSQL, with demo customers."""
