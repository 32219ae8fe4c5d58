"""The budgets of Dialtone, each measured beside its floor in the same run: `./dev bench`."""
