"""
Pages of the web, fetched only where the operator allows it, and only from public addresses.

A server that fetches what it is told to can be told to fetch what only it can reach. So a name is
looked up once, every address it has is checked, and the connection goes to an address that was
checked; each redirect begins anew. What is fetched is bytes, read like those of any file.
"""
