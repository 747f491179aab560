"""Signing in by WeCom (企业微信), or by the government's WeChat (政务微信), which answers alike at another address."""
