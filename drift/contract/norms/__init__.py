"""Which norm binds which incident: by a printed rule, and what is not bound is listed with its reason."""
