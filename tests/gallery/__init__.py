"""Every sentence that Dialtone can say, made by the code that says it: `./dev words` prints them, tests read them."""
