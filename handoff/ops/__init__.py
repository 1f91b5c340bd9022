"""Set-up and operation: making the environments, running the processes, checking that all is well."""
