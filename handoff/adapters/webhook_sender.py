"""One POST to an address that somebody typed in: it must never reach our own network.

The name is looked up here, every address it has is checked, and the connection goes to the very address that
was checked: a name that answers otherwise a moment later gains nothing. No redirects, no proxies of the
environment, a time limit over everything, and of the answer only the status is looked at."""

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from handoff.domain.errors import Invalid
from handoff.domain.webhooks import Sent, checked_url, is_public

SECONDS = 10.0
#: Of an answer; more is not read.
_MAX_ANSWER = 4096


@dataclass(frozen=True)
class HttpxHookSender:
    allow_private: bool = False
    seconds: float = SECONDS

    async def send(self, url: str, headers: Mapping[str, str], raw: bytes) -> Sent:
        try:
            async with asyncio.timeout(self.seconds):
                checked_url(url, allow_private=self.allow_private)
                return await self._post(url, headers, raw, await self._address(url))
        except Invalid as error:
            return Sent(False, error.detail)
        except TimeoutError:
            return Sent(False, f"{self.seconds:g} 秒内没有应答")
        except socket.gaierror:
            return Sent(False, "找不到这个主机名")
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return Sent(False, f"连接失败（{type(error).__name__}）")

    async def _address(self, url: str) -> str:
        """Raises Invalid, gaierror."""
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        addresses = [str(info[4][0]) for info in found]
        if not self.allow_private and not all(is_public(address) for address in addresses):
            raise Invalid("这个网址指向内部网络，出于安全没有发送")
        return addresses[0]

    async def _post(self, url: str, headers: Mapping[str, str], raw: bytes, address: str) -> Sent:
        target = httpx.URL(url)
        sent_headers = {**headers, "Host": target.netloc.decode("ascii"), "Content-Type": "application/json"}
        async with (
            httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=self.seconds) as client,
            client.stream(
                "POST",
                target.copy_with(host=address),
                headers=sent_headers,
                content=raw,
                extensions={"sni_hostname": target.host},
            ) as response,
        ):
            await _read_a_little(response)
            return Sent(200 <= response.status_code < 300, f"HTTP {response.status_code}")


async def _read_a_little(response: httpx.Response) -> None:
    """So that the receiver sees its answer taken; an endless one is cut off."""
    size = 0
    async for part in response.aiter_raw():
        size += len(part)
        if size > _MAX_ANSWER:
            return
