"""Made-up relations with known truth, and the files people would keep of them."""
