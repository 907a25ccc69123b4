"""Several customers or contracts in one folder: how they are told apart, and which one is reported on."""
