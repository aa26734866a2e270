using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace HubSpotSalesforce.Remote;

/// <summary>A body that asks right before it leaves whether it still may: a process may sleep between any two lines of its code.</summary>
internal sealed class GatedContent : HttpContent
{
    private readonly byte[] _body;
    private readonly Func<CancellationToken, Task>? _gate;

    /// <summary>Creates a body.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="mediaType">What it is.</param>
    /// <param name="gate">Throws when it must not leave; null for one that always may.</param>
    public GatedContent(string text, string mediaType, Func<CancellationToken, Task>? gate)
    {
        _body = Encoding.UTF8.GetBytes(text);
        _gate = gate;
        Headers.ContentType = new MediaTypeHeaderValue(mediaType, Encoding.UTF8.WebName);
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_gate is not null)
        {
            await _gate(cancellationToken);
        }

        await stream.WriteAsync(_body, cancellationToken);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
