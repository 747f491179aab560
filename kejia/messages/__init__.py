"""Messages to people: one inbox each, and what goes out by SMS, e-mail and WeCom."""
