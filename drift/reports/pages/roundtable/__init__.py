"""The two sheets for the round table: at home, one's own side prepares; together, three problems and questions."""
