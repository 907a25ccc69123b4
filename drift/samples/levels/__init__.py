"""What happens between the levels of a made-up relation: deals, fates of problems, and what is true of them."""
