"""What the change of a clause does: who must, must not or may, on what condition, measured how."""
