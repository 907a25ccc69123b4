"""The norms of the contract held against the incidents: met, missed or unknown, under every version."""
