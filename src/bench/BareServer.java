import java.nio.file.Files;
import java.nio.file.Path;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

/** The same bytes to whoever asks, from memory, by reactor-netty and nothing else: {@code BareServer PORT FILE}. */
class BareServer {
    public static void main(String[] arguments) throws Exception {
        var bytes = Files.readAllBytes(Path.of(arguments[1]));
        HttpServer.create()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .handle((request, response) -> response.header("Content-Type", "application/json")
                        .header("Content-Length", Integer.toString(bytes.length))
                        .sendByteArray(Mono.just(bytes)))
                .bindNow()
                .onDispose()
                .block();
    }
}
