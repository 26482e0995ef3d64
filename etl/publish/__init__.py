"""Publishing: one reproducible snapshot, written aside, verified and switched to in one atomic step; reading and comparing them."""
