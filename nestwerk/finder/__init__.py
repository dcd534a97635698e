"""The public site: a parent asks in her own words and finds help near her. No login, no cookie, no trace."""
