"""What qualifies a finding."""
