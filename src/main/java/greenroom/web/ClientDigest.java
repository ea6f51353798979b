package greenroom.web;

/** Names a client in the log without telling its address; made with a key, by the package that has the keys. */
public interface ClientDigest {
    /** A short printable digest of {@link Client#network()}. */
    String of(Client client);
}
