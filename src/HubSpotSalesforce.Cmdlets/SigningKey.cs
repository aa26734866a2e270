using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Finds the RSA key that signs for a user, in PEM: in a file, or with a certificate in a store.</summary>
internal static class SigningKey
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static string OfFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(FaultKind.SecretUnavailable, path, $"The private key {path} cannot be read. Name a file that is there and that you may read.", unread);
        }
    }

    /// <summary>Takes the key of a certificate, from the store of the user, else from that of the machine.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static string OfCertificate(string thumbprint)
    {
        using X509Certificate2 certificate = Find(StoreLocation.CurrentUser, thumbprint) ?? Find(StoreLocation.LocalMachine, thumbprint)
            ?? throw new SyncException(FaultKind.SecretUnavailable, thumbprint, $"No certificate {thumbprint} is in the stores of this user and this machine. Import it with its key, or give -PrivateKeyPath.");
        try
        {
            using RSA? key = certificate.GetRSAPrivateKey();
            return key?.ExportPkcs8PrivateKeyPem()
                ?? throw new SyncException(FaultKind.SecretUnavailable, thumbprint, $"The certificate {thumbprint} is here without an RSA key. Import it with its key, or give -PrivateKeyPath.");
        }
        catch (CryptographicException locked)
        {
            throw new SyncException(FaultKind.SecretUnavailable, thumbprint, $"The key of the certificate {thumbprint} may not leave the store. Import it as exportable, or keep the key in a vault and give -PrivateKeyFrom.", locked);
        }
    }

    private static X509Certificate2? Find(StoreLocation location, string thumbprint)
    {
        using X509Store store = new(StoreName.My, location);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException)    // there is no such store for this user or on this system
        {
            return null;
        }

        return store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false).FirstOrDefault();
    }
}
